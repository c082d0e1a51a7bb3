<?php
// Serves a file that exists as it is, two orders of the tests, and everything else through WordPress.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = urldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if ($path === '/whose-site') {
    echo dirname($root);
    return true;
}
if ($path === '/as-new' && $_SERVER['REQUEST_METHOD'] === 'POST') {
    require "$root/wp-load.php";
    require __DIR__ . '/empty.php';
    return true;
}
if ($path !== '/' && (is_file("$root$path") || is_file("$root$path/index.php"))) {
    return false;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF'] = '/index.php';
require "$root/index.php";
