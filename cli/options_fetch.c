/* options_fetch.c - the options for inputs that are addresses. */
#include "command.h"
#include "values.h"

static bool set_offline(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    (void)value, (void)why;
    settings->fetch.offline = 1;
    return true;
}
static bool set_allow_private(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    (void)value, (void)why;
    settings->fetch.allow_private = 1;
    return true;
}
static bool set_ignore_robots(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    (void)value, (void)why;
    settings->fetch.ignore_robots = 1;
    return true;
}

static bool set_pace(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (!value_seconds(value, &settings->fetch.pace_ms)) return value_wrong(why, "give seconds, such as 2 or 0.5, or 0");
    if (!settings->fetch.pace_ms) settings->fetch.pace_ms = 1;  /* 0 would be the default */
    return true;
}
static bool set_fetch_timeout(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (value_seconds(value, &settings->fetch.timeout_ms) && settings->fetch.timeout_ms) return true;
    return value_wrong(why, "give seconds, such as 30 or 2.5");
}

static bool set_user_agent(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    for (const char *c = value; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F) return value_wrong(why, "it must be one line");
    if (!*value) return value_wrong(why, "say who asks, such as \"newsroom-reader (+https://paper.example/robots)\"");
    settings->fetch.user_agent = value;
    return true;
}
static bool set_proxy(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (!*value) return value_wrong(why, "give an address, such as http://relay.example:3128");
    settings->fetch.proxy = value;
    return true;
}
static bool set_cache(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (!*value) return value_wrong(why, "give the name of a folder");
    settings->fetch.cache = value;
    return true;
}
static bool set_save(cli_settings *settings, const char *value, char why[CLI_WHY]) {
    if (!*value) return value_wrong(why, "give the name of a file, such as pages.warc.gz");
    settings->fetch.save = value;
    return true;
}

const cli_option option_offline = {
    "offline", 0, NULL, NULL, "Fetch nothing: inputs that are addresses get the outcome unsupported.", set_offline, false};
const cli_option option_allow_private = {
    "allow-private", 0, NULL, NULL,
    "Also fetch from this machine and from private networks. Without it such addresses are refused, also where a name or a "
    "redirect leads to one.", set_allow_private, false};
const cli_option option_ignore_robots = {
    "ignore-robots", 0, NULL, NULL,
    "Do not ask for robots.txt. For hosts that are yours, or whose owner lets you read what robots.txt closes.",
    set_ignore_robots, false};
const cli_option option_pace = {
    "pace", 0, "SECONDS", NULL,
    "Time from the end of one answer of a host to the next request to it (1 without this option; a Crawl-delay of up to a "
    "minute in robots.txt makes it longer). Different hosts are asked at the same time.", set_pace, false};
const cli_option option_fetch_timeout = {
    "fetch-timeout", 0, "SECONDS", NULL, "Time for one request with its answer (60 without this option).", set_fetch_timeout,
    false};
const cli_option option_user_agent = {
    "user-agent", 0, "TEXT", NULL, "What is sent as User-Agent instead of synoptic's own.", set_user_agent, false};
const cli_option option_proxy = {
    "proxy", 0, "ADDRESS", NULL,
    "Fetch through this proxy. Without it the variables http_proxy, https_proxy, all_proxy and no_proxy are heeded.",
    set_proxy, false};
const cli_option option_cache = {
    "cache", 0, "FOLDER", NULL,
    "Keep answers in FOLDER, and ask for them again only if they have changed.", set_cache, false};
const cli_option option_save = {
    "save", 0, "FILE", NULL,
    "Add what was asked and answered to FILE as WARC records, each a gzip member where the name ends in .gz. synoptic read "
    "reads such files.", set_save, false};
