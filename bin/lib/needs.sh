# shellcheck shell=sh
# What the commands in bin/ need from the machine: finds it, installs it on Debian as root, else says what to install.

say() {
    printf '%s\n' "$*"
}

# install_packages WHY PACKAGE…: says what it is about to install, installs it, or says what to do and stops.
install_packages() {
    why=$1
    shift
    if [ ! -x /usr/bin/apt-get ]; then
        say "Missing: $why. On Debian or Ubuntu these are the packages: $*"
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "Missing: $why. Install it as root, then run this again:"
        say "  apt-get update && apt-get install -y --no-install-recommends $*"
        exit 1
    fi
    say "Missing: $why. Installing these Debian packages: $*"
    # The lists may be absent or old on a fresh machine; what apt prints matters only when it fails.
    log=$(mktemp)
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } \
        </dev/null >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        say "Could not install: $*"
        exit 1
    fi
    rm -f "$log"
}

# Major version of a JDK's java, e.g. 17; 0 if it does not run.
java_major() {
    version=$("$1" -version 2>&1 | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | head -n 1)
    say "${version:-0}"
}

find_java() {
    if [ -n "${JAVA_HOME-}" ]; then
        java=$JAVA_HOME/bin/java
    else
        java=$(command -v java || true)
    fi
}

# Sets $java. A JRE is not enough: Maven compiles.
need_jdk_and_maven() {
    missing=
    find_java
    if [ -z "$java" ] || [ ! -x "$java" ] || ! "$java" --list-modules 2>/dev/null | grep -q '^jdk\.compiler'; then
        if [ -n "${JAVA_HOME-}" ]; then
            say "JAVA_HOME is $JAVA_HOME, but there is no JDK 17 or newer in it."
            exit 1
        fi
        missing=openjdk-17-jdk-headless
    elif [ "$(java_major "$java")" -lt 17 ]; then
        say "Tuban needs JDK 17 or newer; $java is version $(java_major "$java")."
        exit 1
    fi
    command -v mvn >/dev/null 2>&1 || missing="$missing maven"
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086  # a list of packages
        install_packages "a JDK 17 and Maven" $missing
        find_java
    fi
}

any_exists() {
    for file; do
        [ ! -e "$file" ] || return 0
    done
    return 1
}

# What the tests drive: a PostgreSQL server with PostGIS, Chromium with a Chinese font, and the clients
# of docs/api.md: GDAL, curl, Python.
need_servers() {
    missing=
    any_exists /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb || missing="$missing postgresql"
    any_exists /usr/share/postgresql/*/extension/postgis.control /usr/pgsql-*/share/extension/postgis.control ||
        missing="$missing postgresql-postgis"
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1 || missing="$missing chromium"
    if ! command -v fc-list >/dev/null 2>&1 || [ -z "$(fc-list :lang=zh-cn family 2>/dev/null | head -n 1)" ]; then
        missing="$missing fontconfig fonts-noto-cjk"
    fi
    command -v ogrinfo >/dev/null 2>&1 || missing="$missing gdal-bin"
    command -v curl >/dev/null 2>&1 || missing="$missing curl"
    command -v python3 >/dev/null 2>&1 || missing="$missing python3"
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086  # a list of packages
        install_packages "what the PostGIS and browser tests drive" $missing
    fi
}

# QGIS with its Python bindings, without a window.
need_qgis() {
    /usr/bin/python3 -c 'import qgis.core' 2>/dev/null ||
        install_packages "QGIS" python3-qgis qgis-providers
}

# Node for the page's checks; the page itself needs none. 18.19 is the floor of html-validate 9, which is pinned
# because version 10 needs 20.19 and Debian 12 has 18.20.
need_node() {
    missing=
    command -v node >/dev/null 2>&1 || missing=nodejs
    command -v npm >/dev/null 2>&1 || missing="$missing npm"
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086  # a list of packages
        install_packages "Node.js and npm for the page's checks" $missing
    fi
    if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 18 || (a == 18 && b >= 19) ? 0 : 1)'; then
        say "The page's checks need Node.js 18.19 or newer; this is $(node --version)."
        exit 1
    fi
}

# The page's tools: its checks, the checker of the data pages' markup, and a reader of vector tiles.
web_tools() {
    (
        cd web
        if [ -z "$(find node_modules/.package-lock.json -newer package-lock.json 2>/dev/null)" ]; then
            npm ci
        fi
    )
}
