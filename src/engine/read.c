/* read.c - inputs become finished reports, in their order.
 *
 * In: files, folders, addresses, "-", or bytes in memory. Out: reports through `take`, or as one list.
 *
 * The idea: a file of up to SMALL_FILE is one job: a worker opens, reads, cleans and marks it. A larger file, a pipe and
 * standard input are streams: they are read here, piece by piece, and each item or part that the reader finds in them is a
 * job: a part is a record of an archive that nobody has read yet. So an archive of any length passes through in a bounded
 * number of reports, and a folder of small files uses every processor.
 * What has been read from a pipe is given out before the next read has to wait.
 *
 * When the time is over, every input that is not finished yet becomes a report of outcome too_large that says so. */
#include "engine/addresses.h"
#include "engine/window.h"

#include <stdlib.h>

#include "os/file.h"

#define SMALL_FILE ((uint64_t)1 << 20)

/* A stream being read: what its reader emits becomes jobs. */
typedef struct stream_state {
    work_window *window;
    syn_slice name;
    size_t emitted, given;  /* items and parts; bytes that were pushed since the last one */
} stream_state;

static syn_code queue_item(void *payload, read_item *item) {
    stream_state *stream = payload;
    work_job *job = window_add(stream->window, stream->name, stream->given);
    if (!job) {
        read_item_free(item);
        return stream->window->code;
    }
    job->item = *item;
    stream->emitted++;
    stream->given = 0;
    return stream->window->count == stream->window->size ? window_run(stream->window) : SYN_OK;
}

static syn_code queue_part(void *payload, read_part *part) {
    stream_state *stream = payload;
    work_job *job = window_add(stream->window, stream->name, part->bytes.len);
    if (!job) {
        read_part_free(part);
        return stream->window->code;
    }
    job->is_part = true;
    job->part = *part;
    stream->emitted++;
    stream->given = 0;
    return stream->window->count == stream->window->size ? window_run(stream->window) : SYN_OK;
}

/* A note on an input, as a job of its own so that it keeps its place. */
static void add_note(work_window *window, syn_slice name, syn_outcome outcome, const char *reason) {
    work_job *job = window_add(window, name, 0);
    if (job) work_add_failed(job, outcome, reason);
}

static void add_failure(work_window *window, syn_slice name, syn_code code, const syn_error *error) {
    work_job *job = window_add(window, name, 0);
    if (!job) return;
    if (code == SYN_ERR_IO) work_add_failed(job, SYN_OUTCOME_EMPTY, error->msg);
    else work_failed(job, code, error, SLICE_NONE);
}

static syn_code reader_open(syn_reader **reader, stream_state *stream, syn_error *error) {
    const reading_plan *plan = stream->window->plan;
    read_options options = {.name = stream->name, .reading = plan->reading, .budget = &plan->engine->shared->budget,
                            .emit = queue_item, .emit_part = queue_part, .payload = stream,
                            .from = plan->engine->from};
    return reader_new(reader, &options, error);
}

static syn_code push_stream(stream_state *stream, os_file *file, syn_reader *reader, syn_error *error) {
    char *buffer = malloc(OS_READ_SIZE);
    if (!buffer) return error_memory(error, "engine");
    syn_code code = SYN_OK;
    size_t got;
    do {
        got = 0;
        code = os_file_read(file, buffer, OS_READ_SIZE, &got, error);
        stream->given += got;
        if (code == SYN_OK && got) code = reader_push(reader, slice_of(buffer, got), error);
        uint64_t skip = code == SYN_OK ? reader_skippable(reader) : 0;
        if (skip && os_file_skip(file, skip)) reader_skip(reader, skip);
        if (code == SYN_OK) code = engine_go_on(stream->window->plan->engine);
        /* A short read: the pipe is empty, and the next read may wait for long. */
        if (code == SYN_OK && got && got < OS_READ_SIZE && stream->window->count) code = window_run(stream->window);
    } while (code == SYN_OK && got);
    free(buffer);
    return code == SYN_OK ? reader_end(reader, error) : code;
}

/* What a stream ended with becomes a report, unless the window has ended the reading itself. */
static void end_stream(stream_state *stream, syn_code code, const syn_error *error) {
    if (stream->window->code != SYN_OK) return;
    if (code == SYN_ERR_ARGUMENT) {  /* the offset to read from: the caller's fault, not the input's */
        if (stream->window->error) *stream->window->error = *error;
        stream->window->code = code;
        return;
    }
    if (code != SYN_OK) add_failure(stream->window, stream->name, code, error);
    else if (stream->emitted == 0) add_note(stream->window, stream->name, SYN_OUTCOME_EMPTY, "nothing in it");
}

static void read_stream(work_window *window, syn_slice name) {
    stream_state stream = {.window = window, .name = name};
    syn_error error = {0};
    os_file *file = NULL;
    syn_reader *reader = NULL;
    syn_code code = os_file_open(&file, name.ptr, &error);
    if (code == SYN_OK) os_file_watch(file, engine_ask, window->plan->engine);
    if (code == SYN_OK) code = reader_open(&reader, &stream, &error);
    if (code == SYN_OK) code = push_stream(&stream, file, reader, &error);
    reader_free(reader);
    os_file_close(file);
    end_stream(&stream, code, &error);
}

static void read_one(work_window *window, address_queue *addresses, const engine_input *input) {
    syn_code go = engine_go_on(window->plan->engine);
    if (go == SYN_ERR_STOPPED) {
        window->code = engine_stopped(window->plan->engine, go, "engine", window->error);
        return;
    }
    if (go != SYN_OK) {
        add_note(window, input->name, SYN_OUTCOME_TOO_LARGE, REASON_TIME);
    } else if (input->kind == INPUT_ADDRESS) {
        address_read(addresses, window, input);
    } else if (input->kind == INPUT_SPECIAL) {
        add_note(window, input->name, SYN_OUTCOME_UNSUPPORTED, input->reason);
    } else if (input->kind == INPUT_UNREADABLE) {
        add_note(window, input->name, SYN_OUTCOME_EMPTY, input->reason);
    } else if (input->kind == INPUT_STREAM || window->plan->engine->from || os_file_size(input->name.ptr) > SMALL_FILE) {
        read_stream(window, input->name);
    } else {
        work_job *job = window_add(window, input->name, 0);
        if (job) job->is_file = true;
    }
    if (window->count) window->jobs[window->count - 1].last = true;
    else window->done++;
    if (window->count == window->size) window_run(window);
}

static syn_code finish_window(work_window *window, syn_engine *engine) {
    if (window->code == SYN_OK) window_run(window);
    syn_code code = engine_end(engine, window->code);
    window_free(window);
    return code;
}

static syn_code read_planned(const reading_plan *plan, const char *const *inputs, size_t count, report_take take, void *payload,
                             syn_error *error) {
    syn_engine *engine = plan->engine;
    if (engine->from && (count != 1 || plan->reading == SYN_READING_PLAIN))
        return error_set(error, SYN_ERR_ARGUMENT, "engine", 0, "an offset to read from goes with one input, and not with a verbatim one");
    engine_begin(engine);
    input_list list = {0};
    arena_init(&list.arena, NULL);
    syn_code code = inputs_list(&list, inputs, count, error);
    if (code == SYN_OK && engine->from && list.n != 1) {
        code = error_set(error, SYN_ERR_ARGUMENT, "engine", 0, "an offset to read from goes with one file");
        engine_end(engine, code);
    } else if (code == SYN_OK) {
        work_window window;
        window_init(&window, plan, list.n, take, payload, error);
        address_queue addresses = {.list = &list};
        for (uint32_t i = 0; i < list.n && window.code == SYN_OK; i++) read_one(&window, &addresses, &list.at[i]);
        if (window.code == SYN_OK) window_run(&window);
        syn_code saved = address_end(&addresses, window.code == SYN_OK ? error : NULL);
        if (window.code == SYN_OK) window.code = saved;
        code = finish_window(&window, engine);
    } else {
        engine_end(engine, code);
    }
    arena_free(&list.arena);
    return code;
}

syn_code read_inputs(syn_engine *engine, const char *const *inputs, size_t count, syn_reading reading, syn_depth depth,
                     report_take take, void *payload, syn_error *error) {
    reading_plan plan = {engine, reading, depth, false};
    return read_planned(&plan, inputs, count, take, payload, error);
}

syn_code read_portraits(syn_engine *engine, const char *const *inputs, size_t count, syn_reading reading, report_take take,
                        void *payload, syn_error *error) {
    reading_plan plan = {engine, reading, SYN_DEPTH_GROUP, true};
    return read_planned(&plan, inputs, count, take, payload, error);
}

syn_code read_memory(syn_engine *engine, syn_slice name, syn_slice bytes, syn_reading reading, syn_depth depth,
                     report_take take, void *payload, syn_error *error) {
    engine_begin(engine);
    reading_plan plan = {engine, reading, depth, false};
    work_window window;
    syn_error own = {0};
    syn_reader *reader = NULL;
    stream_state stream = {.window = &window, .name = name, .given = bytes.len};
    window_init(&window, &plan, 1, take, payload, error);
    syn_code code = window.code;
    if (code == SYN_OK) code = reader_open(&reader, &stream, &own);
    for (size_t at = 0; code == SYN_OK && at < bytes.len; at += OS_READ_SIZE) {
        size_t end = bytes.len - at < OS_READ_SIZE ? bytes.len : at + OS_READ_SIZE;
        code = engine_go_on(engine);
        if (code == SYN_OK) code = reader_push(reader, slice_cut(bytes, at, end), &own);
    }
    if (code == SYN_OK) code = reader_end(reader, &own);
    reader_free(reader);
    end_stream(&stream, code, &own);
    return finish_window(&window, engine);
}
