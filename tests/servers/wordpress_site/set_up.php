<?php
// Makes the site in an empty database and prints the application password of its administrator.
define('WP_INSTALLING', true);
require $argv[1] . '/wp-load.php';

// An installation asks the site whether its addresses work, and writes to the administrator: not here.
add_filter('pre_http_request', fn () => new WP_Error('closed', 'nothing goes out'));
function wp_new_blog_notification() {}

require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('La place du village', 'editor', 'editor@example.org', true, '', 'not-used-to-log-in');

$settings = [
    'blogdescription' => 'Ce qui se dit au marché',
    'timezone_string' => 'Europe/Paris',
    'comment_moderation' => 0,
    'comment_previously_approved' => 0,
    'comments_notify' => 0,
    'moderation_notify' => 0,
    'thread_comments' => 1,
    'thread_comments_depth' => 5,
];
foreach ($settings as $name => $value) {
    update_option($name, $value);
}

// Set through the rewriter: the option alone leaves the pages of posts unfound.
$wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%postname%/');
$wp_rewrite->flush_rules(false);

require __DIR__ . '/empty.php';
[$password] = WP_Application_Passwords::create_new_application_password(1, ['name' => 'tests']);
echo $password;
