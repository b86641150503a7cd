# Verbs over Meson and Ninja. `make demo` and `make check` install what is missing and do the rest.
BUILD ?= build
PREFIX ?= /usr/local

.PHONY: all demo check check-full check-asan fuzz bench install clean

all: $(BUILD)/build.ninja
	@ninja -C $(BUILD)

# The library and the program with debug symbols and -O2; other settings: see CONTRIBUTING.md.
$(BUILD)/build.ninja:
	@tools/install_packages build
	@meson setup $(BUILD) --prefix $(PREFIX) -Dtests=$$(pkg-config --exists cmocka && echo true || echo false) >/dev/null

demo: all
	@examples/demo $(BUILD)/cli/synoptic

check:
	@tools/install_packages test
	@test -f $(BUILD)/build.ninja || meson setup $(BUILD) --prefix $(PREFIX) >/dev/null
	@meson setup --reconfigure $(BUILD) -Dtests=true >/dev/null  # new cases, lexicons and fuzz targets are found here
	@tools/run_tests $(BUILD) check

check-full: check
	@tools/install_packages full
	@tools/run_tests $(BUILD) full

fuzz:
	@tools/install_packages full
	@fuzz/run $(or $(SECONDS_EACH),60)

bench: all
	@tools/install_packages full
	@bench/run $(BUILD)/cli/synoptic

install: all
	@meson install -C $(BUILD) $(if $(DESTDIR),--destdir $(abspath $(DESTDIR)))

clean:
	@rm -rf $(BUILD) $(BUILD)-*
