// The AT Protocol's own server (PDS) on a port of loopback, with a directory of identities (PLC) that lives in memory.
import { PDS } from '@atproto/pds'
import plc from '@did-plc/server'

const [port, folder] = process.argv.slice(2)
const directory = await plc.PlcServer.create({ db: plc.Database.mock(), port: 0 }).start()

const server = await PDS.fromEnv({
  devMode: true,
  hostname: 'localhost',
  port: Number(port),
  dataDirectory: folder,
  blobstoreDiskLocation: folder,
  didPlcUrl: `http://127.0.0.1:${directory.address().port}`,
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  rateLimitsEnabled: false,
  disableSsrfProtection: true,
  bskyAppViewUrl: 'http://127.0.0.1:9',
  bskyAppViewDid: 'did:example:no-app-view',
  jwtSecret: 'a secret of one test run',
  adminPassword: 'a password of one test run',
  plcRotationKeyK256PrivateKeyHex: '5'.repeat(64),
})
await server.start()
