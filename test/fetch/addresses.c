/* addresses.c - which IP addresses are refused, how addresses are taken apart, which proxy they go through. */
#include "tests.h"

#include "fetch/address.h"
#include "fetch/proxy.h"

static const char *kind_of(const char *text) {
    unsigned char bytes[16];
    size_t length = address_of_host(slice_str(text), bytes);
    if (length == 0) fail_msg("%s is no IP address", text);
    return address_refused(bytes, length);
}

static void ranges_that_are_refused(void **state) {
    (void)state;
    static const char *const refused[] = {
        "0.0.0.0", "0.1.2.3", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.100.100.200", "100.127.255.255", "127.0.0.1", "127.255.255.255",
        "168.63.129.16", "169.254.0.1", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1",
        "192.168.0.0", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::2", "::7f00:1", "::808:808", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:0:192.168.0.1", "64:ff9b::a00:1",
        "64:ff9b::7f00:1", "64:ff9b:1::808:808", "100::1", "2001::1", "2001:0:808:808::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1",
        "2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:c0a8:1::1", "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "febf::1",
        "fec0::1", "ff02::1", "2606:4700::5efe:10.0.0.1", "2606:4700:0:0:200:5efe:127.0.0.1", "1::1", "e000::1",
    };
    static const char *const open[] = {
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "168.63.129.15",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.0.3.1", "192.167.255.255", "192.169.0.0", "198.17.255.255",
        "198.20.0.0", "223.255.255.255", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "2001:4860:4860::8888", "2606:4700::1111", "2a00::1",
        "2001:200::1", "3ffe::1", "2606:4700::5efe:8.8.8.8",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (!kind_of(refused[i])) fail_msg("%s is not refused", refused[i]);
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (kind_of(open[i])) fail_msg("%s is refused as %s", open[i], kind_of(open[i]));
    assert_string_equal(kind_of("10.0.0.1"), "private");
    assert_string_equal(kind_of("169.254.169.254"), "link-local");
    assert_string_equal(kind_of("::ffff:127.0.0.1"), "loopback");
    unsigned char none[16] = {0};
    assert_non_null(address_refused(none, 0));
    assert_non_null(address_refused(none, 5));
}

static void hosts_that_are_refused(void **state) {
    (void)state;
    static const char *const local[] = {"printer", "localhost", "news.local", "db.internal", "box.home.arpa", "tv.lan", "printer."};
    for (size_t i = 0; i < sizeof local / sizeof *local; i++) assert_non_null(address_host_refused(local[i], true));
    assert_non_null(address_host_refused("localhost", false));
    assert_non_null(address_host_refused("a.localhost.", false));
    assert_non_null(address_host_refused("[::1]", false));
    assert_non_null(address_host_refused("[fe80::1%25eth0]", false));
    assert_null(address_host_refused("printer", false));  /* what it leads to decides */
    assert_null(address_host_refused("news.example", true));
    assert_null(address_host_refused("localhost.example", true));
    assert_null(address_host_refused("[2606:4700::1111]", true));
}

static void parts_of_an_address(void **state) {
    static const struct { const char *base, *text, *whole, *host, *port, *path; } cases[] = {
        {NULL, "HTTP://News.Example:80/a/../b?c=d#e", "http://News.Example/b?c=d", "news.example", "80", "/b?c=d"},
        {NULL, "https://news.example", "https://news.example/", "news.example", "443", "/"},
        {NULL, "https://news.example:8443/?", NULL, "news.example", "8443", NULL},
        {NULL, "http://[2606:4700:0:0::1111]/x", NULL, "[2606:4700::1111]", "80", "/x"},
        {NULL, "http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1", "80", "/"},
        {NULL, "http://2130706433/", "http://127.0.0.1/", "127.0.0.1", "80", "/"},
        {NULL, "http://017700000001/", "http://127.0.0.1/", "127.0.0.1", "80", "/"},
        {NULL, "http://news.example/a b\xC3\xB8", "http://news.example/a%20b%c3%b8", "news.example", "80", "/a%20b%c3%b8"},
        {"https://news.example/a/b?c", "../d", "https://news.example/d", "news.example", "443", "/d"},
        {"https://news.example/a/b?c", "?e", NULL, "news.example", "443", NULL},
        {"https://news.example/a", "//other.example/x", "https://other.example/x", "other.example", "443", "/x"},
        {"https://news.example/a", "http://other.example", "http://other.example/", "other.example", "80", "/"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fetch_url base = {0}, url;
        syn_error error = {0};
        if (cases[i].base) assert_int_equal(fetch_url_parse(*state, &base, NULL, cases[i].base, NULL), SYN_OK);
        if (fetch_url_parse(*state, &url, cases[i].base ? &base : NULL, cases[i].text, &error) != SYN_OK) fail_msg("%s: %s", cases[i].text, error.msg);
        if (cases[i].whole) assert_string_equal(url.text, cases[i].whole);
        assert_string_equal(url.host, cases[i].host);
        assert_string_equal(url.port, cases[i].port);
        if (cases[i].path) assert_string_equal(url.path, cases[i].path);
        fetch_url_free(&url);
        fetch_url_free(&base);
    }
}

static void what_is_no_address(void **state) {
    static const char *const wrong[] = {"", "x", "ftp://news.example/", "file:///etc/passwd", "http://", "http://a:b@news.example/",
                                        "http://me@news.example/", "http://news.example:70000/", "http://[::1", "http://news\n.example/", "gopher://x/",
                                        "dict://x:1/", "http://a b/"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        fetch_url url;
        syn_error error = {0};
        if (fetch_url_parse(*state, &url, NULL, wrong[i], &error) != SYN_ERR_FORMAT) fail_msg("%s is taken", wrong[i]);
        assert_true(error.msg[0] != 0);
        assert_null(url.text);
    }
    /* Blanks take three bytes each once they are encoded: nothing is left of an address that is too long then. */
    char blanks[4096] = "http://news.example/";
    size_t begins = strlen(blanks);
    memset(blanks + begins, ' ', sizeof blanks - begins);
    memcpy(blanks + sizeof blanks - 2, "x", 2);
    fetch_url large;
    assert_int_equal(fetch_url_parse(*state, &large, NULL, blanks, NULL), SYN_ERR_FORMAT);
    assert_null(large.text);
    assert_null(large.parts);
    size_t begin, end;
    assert_true(fetch_url_user(SLICE_LIT("http://a:b@c@news.example/x@y"), &begin, &end));
    assert_int_equal(begin, 7);
    assert_int_equal(end, 13);
    assert_false(fetch_url_user(SLICE_LIT("http://news.example/x@y"), &begin, &end));
    assert_false(fetch_url_user(SLICE_LIT("http://news.example?x@y"), &begin, &end));
}

static void proxies(void **state) {
    static const struct { const char *address, *except; bool direct; } cases[] = {
        {"http://news.example/", "*", true}, {"http://news.example/", NULL, false}, {"http://news.example/", "", false},
        {"http://news.example/", "example", true}, {"http://news.example/", ".example", true}, {"http://news.example/", "news.example.", true},
        {"http://news.example/", "ews.example", false}, {"http://news.example/", "a,b, NEWS.example", true}, {"http://10.1.2.3/", "10.0.0.0/8", true},
        {"http://10.1.2.3/", "10.1.2.3", true}, {"http://10.1.2.3/", "2.3", false}, {"http://10.1.2.3/", "10.0.0.0/99", false},
        {"http://[fd00::1]/", "fd00::/8", true}, {"http://[fd00::1]/", "[fd00::1]", true}, {"http://10.1.2.3/", "fd00::/8", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fetch_url url;
        proxy_choice choice = {"http://relay.example:1", NULL, cases[i].except};
        assert_int_equal(fetch_url_parse(*state, &url, NULL, cases[i].address, NULL), SYN_OK);
        if ((proxy_of(&choice, &url) == NULL) != cases[i].direct) fail_msg("%s %s", cases[i].address, cases[i].except);
        fetch_url_free(&url);
    }
    fetch_url url;
    proxy_choice only_http = {"http://relay.example:1", NULL, NULL};
    assert_int_equal(fetch_url_parse(*state, &url, NULL, "https://news.example/", NULL), SYN_OK);
    assert_null(proxy_of(&only_http, &url));
    fetch_url_free(&url);
}

static int load(void **state) {
    static curl_calls curl;
    *state = &curl;
    return curl_calls_load(&curl, NULL) == SYN_OK ? 0 : -1;
}

int run_addresses(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_that_are_refused), cmocka_unit_test(hosts_that_are_refused), cmocka_unit_test_setup(parts_of_an_address, load),
        cmocka_unit_test_setup(what_is_no_address, load), cmocka_unit_test_setup(proxies, load),
    };
    return cmocka_run_group_tests_name("fetch: addresses", tests, NULL, NULL);
}
