# shellcheck shell=sh
# Builds the service's jar if its sources are newer than the last build. Needs $root and bin/lib/needs.sh; sets $jar.

# Beside the tests' output, so that a build for the tests never takes the jar from under a running service.
build=$root/target/run
jar=$build/tuban.jar
built=$build/.built

sources_are_newer() (
    cd "$root"
    [ -n "$(find pom.xml .mvn src/main data LICENSE NOTICE web/index.html web/favicon.svg web/js web/css web/i18n \
        -newer "$built" -print 2>/dev/null | head -n 1)" ]
)

if [ ! -f "$jar" ] || [ ! -f "$built" ] || sources_are_newer; then
    say "Building Tuban (the first time Maven fetches its libraries, which takes a few minutes) …"
    mkdir -p "$build"
    # The moment the build began: what changes while it runs is built the next time.
    touch "$build/.building"
    (cd "$root" && mvn -q --batch-mode -Dquick "-Dtuban.buildDirectory=$build" package)
    mv "$build/.building" "$built"
fi
