#!/usr/bin/env bash
# The one test command. It installs what the tests need of Debian's packages, builds, and runs everything on both engines.
#   bash tests/run.sh          everything: about 35 minutes on 2 cores after installing
#   bash tests/run.sh quick    without browsers, mail servers and killed processes, on SQLite: about 4 minutes, to work with
#   bash tests/run.sh long     many more seeds of the simulation (SIMULATION_SEEDS, 10000) a kill at every system call of the path, every page in all eight looks: hours
# It closes with "N passed, N failed, N skipped", fails when anything failed or nothing ran, and leaves nothing running.
set -uo pipefail
cd "$(dirname "$0")/.."

part=${1:-all}
case "$part" in
    all | quick | long) ;;
    *) echo "usage: bash tests/run.sh [quick|long]" >&2; exit 2 ;;
esac
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUGET_XMLDOC_MODE=skip
configuration=Release
patience=3600
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

install() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" -ne 0 ]; then
        echo "Not installed, and only root may: ${missing[*]}"
        return
    fi
    echo "Installing: ${missing[*]}"
    apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$results/apt.log" 2>&1 ||
        tail -n 20 "$results/apt.log"
}

# run NAME PROJECT [ARGUMENT...]: one run of one test project; its counters land in a TRX file of that name.
run() {
    local name=$1 project=$2 begun=$SECONDS
    shift 2
    echo "== $name"
    timeout --kill-after=30 "$patience" dotnet test "$project" -c "$configuration" --no-build --nologo -v quiet \
        --results-directory "$results" --logger "trx;LogFileName=$name.trx" "$@" ||
        echo "$name" >>"$results/failed"
    echo "== $name took $((SECONDS - begun)) s"
    [ -f "$results/$name.trx" ] || echo "$name wrote no result" >>"$results/failed"
}

# Adds up one counter of all TRX files.
sum() {
    grep -ho "<Counters [^>]*" "$results"/*.trx 2>/dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ s += $1 } END { print s + 0 }'
}

# on ENGINE NAME FILTER: the tests of one filter on one engine, without those that only the other can do.
on() {
    local other=postgres
    [ "$1" = postgres ] && other=sqlite
    DESK_TEST_ENGINE=$1 run "$2-$1" tests/IncidentDesk.Tests --filter "($3)&TestCategory!=only-$other"
}

# The tests in two halves, so that each of two processors has work while the other's test waits. What is in neither list is in the second half.
first="FullyQualifiedName~.Tests.People.|FullyQualifiedName~.Tests.Drills.|FullyQualifiedName~.Tests.Delivery.|FullyQualifiedName~.Tests.Channels."
first="$first|FullyQualifiedName~.Tests.Advisories.|FullyQualifiedName~.Tests.Demo."
second=$(sed -e 's/|/\&/g' -e 's/~/!~/g' <<<"$first")

if [ "$part" != quick ]; then
    install strace postgresql chromium fonts-noto-core postfix sasl2-bin libsasl2-modules libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils
    command -v npm >/dev/null || install nodejs npm
    # The provider of identities that people sign in with, pinned by its lock file.
    npm ci --prefix tests/IncidentDesk.Harness/OpenId --no-audit --no-fund --loglevel error
fi

dotnet build IncidentDesk.sln -c "$configuration" --nologo -v quiet || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
if [ "$part" = quick ]; then
    on sqlite quick-1 "TestCategory!=slow&($first)" &
    on sqlite quick-2 "TestCategory!=slow&($second)"
    wait $!
elif [ "$part" = long ]; then
    patience=86400
    on sqlite long "TestCategory=long"
    on postgres long "TestCategory=long"
    DESK_TEST_ENGINE=sqlite run browser tests/IncidentDesk.BrowserTests --filter "TestCategory=long"
    seeds=${SIMULATION_SEEDS:-10000}
    SIMULATION_SEEDS=$seeds on sqlite simulation "TestCategory=simulation"
    SIMULATION_SEEDS=$((seeds / 20)) on postgres simulation "TestCategory=simulation"
else
    # Three queues for two processors, about as long as each other: a test waits for a server or a killed program about half of its time.
    rest="TestCategory!=killed&TestCategory!=simulation&TestCategory!=long"
    queues=()
    {
        # What knows no database runs once.
        on postgres rest-1 "$rest&TestCategory!=once&($first)"
        on postgres rest-2 "$rest&TestCategory!=once&($second)"
        on postgres simulation "TestCategory=simulation&TestCategory!=long"
        on postgres killed "TestCategory=killed&TestCategory!=long"
    } &
    queues+=($!)
    {
        on sqlite rest-2 "$rest&($second)"
        on sqlite simulation "TestCategory=simulation&TestCategory!=long"
        on sqlite killed "TestCategory=killed&TestCategory!=long"
    } &
    queues+=($!)
    on sqlite rest-1 "$rest&($first)"
    DESK_TEST_ENGINE=sqlite run browser tests/IncidentDesk.BrowserTests --filter "TestCategory!=long"
    wait "${queues[@]}"
fi
dotnet build-server shutdown >/dev/null 2>&1

passed=$(sum passed) failed=$(sum failed) total=$(sum total) executed=$(sum executed)
passed=${passed:-0} failed=${failed:-0} skipped=$((${total:-0} - ${executed:-0}))
[ -f "$results/failed" ] && { echo "Not green: $(paste -sd' ' "$results/failed")"; [ "$failed" -eq 0 ] && failed=1; }
# What failed, each with the beginning of its message.
cat "$results"/*.trx 2>/dev/null | awk '
    /<UnitTestResult / && /outcome="Failed"/ { match($0, /testName="[^"]*"/); print substr($0, RSTART, RLENGTH); failed = 1 }
    failed && /<Message>/ { left = 25 }
    left > 0 { print substr($0, 1, 600); left-- }
    /<\/Message>/ { left = 0 }
    /<\/UnitTestResult>/ { failed = 0; left = 0 }'
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
