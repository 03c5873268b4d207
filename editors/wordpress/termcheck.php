<?php
/**
 * Plugin Name: termcheck
 * Description: Holds posts to the words your organisation has agreed on, and to what they mean, while they are written.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: Apache-2.0
 * Text Domain: termcheck
 *
 * The draft goes from the browser to WordPress and from there to your own termcheck server; the
 * token stays in WordPress. Nothing is sent anywhere else.
 */

defined('ABSPATH') || exit;

const TERMCHECK_OPTIONS = ['termcheck_url' => '', 'termcheck_token' => '', 'termcheck_hold' => ''];

/** Return the address of the server, without a slash at the end; empty while there is none. */
function termcheck_url(): string {
    return untrailingslashit((string) get_option('termcheck_url', ''));
}

add_action('enqueue_block_editor_assets', function () {
    if (!current_user_can('edit_posts')) {
        return;
    }
    wp_enqueue_script(
        'termcheck',
        plugins_url('build/sidebar.js', __FILE__),
        ['wp-api-fetch', 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-data', 'wp-editor', 'wp-edit-post', 'wp-element', 'wp-i18n', 'wp-plugins'],
        '0.1.0',
        true
    );
    wp_add_inline_script(
        'termcheck',
        'window.termcheckHold = ' . wp_json_encode(get_option('termcheck_hold', '') === '1') . ';',
        'before'
    );
});

add_action('rest_api_init', function () {
    register_rest_route('termcheck/v1', '/check', [
        'methods' => 'POST',
        'callback' => 'termcheck_check',
        'permission_callback' => fn() => current_user_can('edit_posts'),
        'args' => ['text' => ['type' => 'string', 'required' => true]],
    ]);
});

/** Ask the server about a draft, which is HTML; places are in UTF-16, as browsers count. */
function termcheck_check(WP_REST_Request $request) {
    $url = termcheck_url();
    if ($url === '') {
        return new WP_Error('termcheck_no_server', __('No termcheck server is set. An administrator does that under Settings, termcheck.', 'termcheck'), ['status' => 503]);
    }
    $headers = ['Content-Type' => 'application/json'];
    $token = (string) get_option('termcheck_token', '');
    if ($token !== '') {
        $headers['Authorization'] = 'Bearer ' . $token;
    }
    $answer = wp_remote_post($url . '/api/check', [
        'headers' => $headers,
        'body' => wp_json_encode(['text' => $request['text'], 'name' => 'post.html', 'offsets' => 'utf16']),
        'timeout' => 30,
        'redirection' => 0,
        'limit_response_size' => 5000000,
    ]);
    if (is_wp_error($answer)) {
        return new WP_Error('termcheck_unreachable', __('The termcheck server cannot be reached.', 'termcheck') . ' ' . $answer->get_error_message(), ['status' => 502]);
    }
    $told = json_decode(wp_remote_retrieve_body($answer), true);
    if (wp_remote_retrieve_response_code($answer) !== 200 || !is_array($told) || !isset($told['findings'])) {
        $message = is_array($told) && isset($told['error']['message']) ? $told['error']['message'] : __('The termcheck server gave no answer that can be read.', 'termcheck');
        return new WP_Error('termcheck_refused', (string) $message, ['status' => 502]);
    }
    return rest_ensure_response($told);
}

add_action('admin_init', function () {
    register_setting('termcheck', 'termcheck_url', [
        'type' => 'string',
        'sanitize_callback' => fn($value) => esc_url_raw(trim((string) $value), ['http', 'https']),
    ]);
    register_setting('termcheck', 'termcheck_token', [
        'type' => 'string',
        // Left empty, the token that is there stays.
        'sanitize_callback' => fn($value) => trim((string) $value) !== '' ? trim((string) $value) : (string) get_option('termcheck_token', ''),
    ]);
    register_setting('termcheck', 'termcheck_hold', [
        'type' => 'string',
        'sanitize_callback' => fn($value) => $value === '1' ? '1' : '',
    ]);
});

add_action('admin_menu', function () {
    add_options_page('termcheck', 'termcheck', 'manage_options', 'termcheck', 'termcheck_settings');
});

/** Draw the page of settings. */
function termcheck_settings(): void {
    ?>
    <div class="wrap">
        <h1>termcheck</h1>
        <form method="post" action="options.php">
            <?php settings_fields('termcheck'); ?>
            <table class="form-table" role="presentation">
                <tr>
                    <th scope="row"><label for="termcheck_url"><?php esc_html_e('Address of the server', 'termcheck'); ?></label></th>
                    <td><input class="regular-text" type="url" id="termcheck_url" name="termcheck_url" value="<?php echo esc_attr(get_option('termcheck_url', '')); ?>" placeholder="https://words.example.org"></td>
                </tr>
                <tr>
                    <th scope="row"><label for="termcheck_token"><?php esc_html_e('Token', 'termcheck'); ?></label></th>
                    <td>
                        <input class="regular-text" type="password" id="termcheck_token" name="termcheck_token" value="" autocomplete="new-password">
                        <p class="description"><?php echo esc_html(get_option('termcheck_token', '') !== '' ? __('One is set. Leave this empty to keep it.', 'termcheck') : __('What the server was started with, if it asks for one.', 'termcheck')); ?></p>
                    </td>
                </tr>
                <tr>
                    <th scope="row"><?php esc_html_e('Before a post is published', 'termcheck'); ?></th>
                    <td><label><input type="checkbox" name="termcheck_hold" value="1" <?php checked(get_option('termcheck_hold', ''), '1'); ?>> <?php esc_html_e('Hold it back while errors are left', 'termcheck'); ?></label></td>
                </tr>
            </table>
            <?php submit_button(); ?>
        </form>
    </div>
    <?php
}

register_uninstall_hook(__FILE__, 'termcheck_uninstall');

/** Leave nothing behind. */
function termcheck_uninstall(): void {
    array_map('delete_option', array_keys(TERMCHECK_OPTIONS));
}
