<?php
// The site's own settings; without this file beside WordPress, Debian's would look for its own under /etc.
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . __DIR__ . '/../s');
define('DB_CHARSET', 'utf8mb4');

// The port is free only at the start; commands that are not asked through it write no address.
$host = $_SERVER['HTTP_HOST'] ?? 'localhost';
define('WP_HOME', "http://$host");
define('WP_SITEURL', "http://$host");

// Nothing goes out, nothing runs behind our back, and an application password is taken without TLS.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_ENVIRONMENT_TYPE', 'local');
define('EMPTY_TRASH_DAYS', 30);

foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $kind) {
    define("{$kind}_KEY", "$kind key of a site that lives for one test run");
    define("{$kind}_SALT", "$kind salt of a site that lives for one test run");
}

$table_prefix = 'wp_';
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
