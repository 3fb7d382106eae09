# shellcheck shell=sh
# Builds the service if its sources are newer than the last build. Needs $root and bin/lib/needs.sh; sets $jar and
# $options, a file for java that lets it start from an archive of its classes instead of reading them one by one.

# Beside the tests' output, so that a build for the tests never takes the jar from under a running service.
build=$root/target/run
app=$build/app
jar=$app/tuban.jar
built=$build/.built

sources_are_newer() (
    cd "$root"
    [ -n "$(find pom.xml .mvn src/main data LICENSE NOTICE web/index.html web/favicon.svg web/js web/css web/i18n \
        -newer "$built" -print 2>/dev/null | head -n 1)" ]
)

# Starts the service once in a folder that is thrown away, to see which classes it needs. An archive fits one build of
# Java, and without one the service starts as well, only later.
archive_classes() (
    trial=$(mktemp -d)
    trap 'rm -rf "$trial"' EXIT
    unset TUBAN_DATABASE_URL TUBAN_DATABASE_USER TUBAN_DATABASE_PASSWORD TUBAN_DEMO_PASSWORD
    TUBAN_HOME=$trial TUBAN_PORT=0 TUBAN_ADDRESS=127.0.0.1 "$java" "-XX:ArchiveClassesAtExit=$trial/classes.jsa" \
        -Dspring.context.exit=onRefresh -jar "$jar" >"$trial/log" 2>&1 &&
        mv "$trial/classes.jsa" "$1"
)

if [ ! -f "$jar" ] || [ ! -f "$built" ] || sources_are_newer; then
    say "Building Tuban (the first time Maven fetches its libraries, which takes a few minutes) …"
    mkdir -p "$build"
    # The moment the build began: what changes while it runs is built the next time.
    touch "$build/.building"
    (cd "$root" && mvn -q --batch-mode -Dquick "-Dtuban.buildDirectory=$build" package)
    rm -rf "$app"
    "$java" -Djarmode=tools -jar "$build/tuban.jar" extract --destination "$app"
    mv "$build/.building" "$built"
fi

archive=$app/classes-$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.vm\.version = //p').jsa
[ -f "$archive" ] || archive_classes "$archive" || true
options=$app/java.options
: >"$options"
# Another java than the one that made the archive passes it over; nobody needs to read that.
[ ! -f "$archive" ] ||
    printf '"-XX:SharedArchiveFile=%s"\n-Xlog:cds=off\n-Xlog:cds+dynamic=off\n' "$archive" >"$options"
