<?php
// Takes away every post, comment, word and author, so that the next test finds the site as new.
foreach (['posts', 'postmeta', 'comments', 'commentmeta', 'term_relationships'] as $table) {
    $wpdb->query("DELETE FROM {$wpdb->$table}");
}
$wpdb->query("DELETE FROM {$wpdb->term_taxonomy} WHERE term_id > 1");
$wpdb->query("DELETE FROM {$wpdb->terms} WHERE term_id > 1");
$wpdb->query("UPDATE {$wpdb->term_taxonomy} SET count = 0");
$wpdb->query("DELETE FROM {$wpdb->users} WHERE ID > 1");
$wpdb->query("DELETE FROM {$wpdb->usermeta} WHERE user_id > 1");
$wpdb->query("DELETE FROM {$wpdb->options} WHERE option_name LIKE '%\_children'");
