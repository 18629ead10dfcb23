#!/usr/bin/env bash
# Builds once and runs every suite, also from a fresh clone on a new Debian machine.
#   ./test.sh                          everything
#   ./test.sh unit                     only the suites without a database, a browser or a second process
#   ./test.sh --long [unit]            the full numbers: more rounds, two hundred kills under load, standing still for long, the whole simulation
#   ./test.sh [unit] --filter-class X  the rest goes to the test runners as it is
# --long sets CRMFLOW_LONG=1, which the suites read, CRMFLOW_KILLS=100 (how often the host is killed under load on each database; usually five times) and
# CRMFLOW_SIMULATION=10000x1000 (so many simulated lives of so many steps more; 2000+500x1000 begins at seed 2000). Each can be set by
# itself, and what is set stays.
# CRMFLOW_DATA names the folder with the real data; ../shared/data is taken when it exists.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

configuration=${CONFIGURATION:-Debug}
results=$PWD/artifacts/results
# Two lanes of about the same length.
first="Domain Workflows Architecture Web"
second="Fault Browser"
checks="Format Sqlite Postgres"
if [ "${1:-}" = --long ]; then
  export CRMFLOW_LONG=1 CRMFLOW_KILLS=${CRMFLOW_KILLS:-100} CRMFLOW_SIMULATION=${CRMFLOW_SIMULATION:-10000x1000}
  shift
fi
suite_limit=${SUITE_LIMIT:-$([ -n "${CRMFLOW_LONG:-}" ] && echo 120m || echo 20m)}
if [ "${1:-}" = unit ]; then
  first="Domain Workflows Architecture"
  second=
  checks=
  shift
fi
[ $# -gt 0 ] || first="$first $checks"
# What kills whole nodes takes minutes and is part of the long form.
long_only=(--filter-not-class '*.NodeTimerTests' --filter-not-class '*.NodeKillTests' --filter-not-class '*.RecoveryTests' --filter-not-class '*.MissedTimersTests')
# What measures has the machine to itself.
if [ -n "${CRMFLOW_LONG:-}" ]; then first="$first $second" second=; fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
if [ -z "${CRMFLOW_DATA:-}" ] && [ -d ../shared/data ]; then
  CRMFLOW_DATA=$(cd ../shared/data && pwd)
  export CRMFLOW_DATA
fi

passed=0 failed=0 skipped=0 broken=()
say() { printf '\n== %s\n' "$*"; }
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

install_missing() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || missing+=(python3-aiosmtpd)
  command -v setpriv >/dev/null || missing+=(util-linux)
  # Cyrillic has to have glyphs, or a screenshot of a Russian page shows boxes.
  compgen -G '/usr/share/fonts/truetype/dejavu/*.ttf' >/dev/null || missing+=(fonts-dejavu-core)
  command -v npm >/dev/null || missing+=(nodejs npm)
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${missing[*]}"
  as_root apt-get update -qq || true
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

check() {
  local name=$1 begun=$SECONDS
  shift
  say "$name"
  if "$@"; then
    passed=$((passed + 1))
    printf '   ok, %d s\n' $((SECONDS - begun))
  else
    failed=$((failed + 1))
    broken+=("$name")
  fi
}

counter() { sed -n "s/.*<Counters .*\b$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

# What a task runs, in place of the shell that asks.
perform() {
  local task=$1
  shift
  case $task in
    Format) exec dotnet format CrmFlow.sln --verify-no-changes --no-restore ;;
    Sqlite | Postgres)
      exec dotnet ef migrations has-pending-model-changes --project src/Crm.Web --context "${task}CrmDbContext" --no-build --configuration "$configuration" ;;
    *)
      local name=Crm.$task.Tests
      if [ "$task" = Fault ] && [ $# -eq 0 ] && [ -z "${CRMFLOW_LONG:-}" ]; then set -- "${long_only[@]}"; fi
      rm -f "$results/$name.trx"
      exec timeout --kill-after=30s "$suite_limit" dotnet "tests/$name/bin/$configuration/net10.0/$name.dll" \
        --results-directory "$results" --report-xunit-trx --report-xunit-trx-filename "$name.trx" \
        --ignore-exit-code 8 --progress off "$@" ;;
  esac
}

# One task after the other, beside the other lane; each reports when it is done.
lane() {
  local tasks=$1 task begun code running=
  shift
  trap 'kill "$running" 2>/dev/null; exit 1' TERM
  for task in $tasks; do
    begun=$SECONDS code=0
    perform "$task" "$@" >"$results/$task.out" 2>&1 &
    running=$!
    wait "$running" || code=$?
    echo "$task $code $((SECONDS - begun))" >&3
  done
}

took=()
spent() { took+=("$(printf '%5d s  %s' "$2" "$1")"); }

report() {
  local task=$1
  case $task in
    Format) report_check "Format" "$@" ;;
    Sqlite | Postgres) report_check "Model and migrations agree: $task" "$@" ;;
    *) report_suite "Crm.$task.Tests" "$@" ;;
  esac
}

report_check() {
  say "$1"
  cat "$results/$2.out"
  spent "$1" "$4"
  if [ "$3" -eq 0 ]; then
    passed=$((passed + 1))
    printf '   ok, %d s\n' "$4"
  else
    failed=$((failed + 1))
    broken+=("$1")
  fi
}

report_suite() {
  local name=$1 trx=$results/$1.trx code=$3
  say "$name"
  cat "$results/$2.out"
  printf '   %d s\n' "$4"
  spent "$name" "$4"
  # A suite that dies before its report must not look like a suite without tests.
  if [ ! -s "$trx" ]; then
    failed=$((failed + 1))
    broken+=("$name (exit code $code, no report)")
    return
  fi
  local bad
  bad=$(($(counter failed "$trx") + $(counter error "$trx")))
  passed=$((passed + $(counter passed "$trx")))
  skipped=$((skipped + $(counter notExecuted "$trx")))
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  failed=$((failed + bad))
  if [ "$bad" -gt 0 ]; then broken+=("$name"); fi
}

# Lanes run beside each other: while the suite of one waits for a disk, a clock or another process, the other's has the machine.
# What a task prints is shown in one piece when it is done.
run_lanes() {
  local lanes=("$1" "$2") all tasks task code seconds
  shift 2
  exec 3<>"$reports"
  for tasks in "${lanes[@]}"; do
    lane "$tasks" "$@" &
  done
  read -ra all <<<"${lanes[*]}"
  for _ in "${all[@]}"; do
    read -r -u 3 task code seconds
    report "$task" "$code" "$seconds"
  done
  wait
}

finish() {
  if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then broken+=("$skipped skipped"); fi
  if [ ${#broken[@]} -gt 0 ]; then
    say "Not in order"
    printf '   %s\n' "${broken[@]}"
  fi
  if [ ${#took[@]} -gt 0 ]; then
    say "Seconds"
    printf '%s\n' "${took[@]}"
  fi
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ ${#broken[@]} -eq 0 ]
}

mkdir -p "$results"
reports=$(mktemp -u)
mkfifo "$reports"
trap 'kill $(jobs -p) 2>/dev/null || true; rm -f "$reports"' EXIT
trap 'exit 130' INT TERM
install_missing || broken+=("not everything could be installed")
if [ "${CI:-}" = true ]; then
  check "Chromium is there" command -v chromium
  check "PostgreSQL is there" compgen -G '/usr/lib/postgresql/*/bin/initdb'
  check "The real data are there" test -d "${CRMFLOW_DATA:-}"
fi

say "Build"
dotnet tool restore >/dev/null
if ! dotnet build CrmFlow.sln --configuration "$configuration" --nologo --verbosity quiet; then
  failed=$((failed + 1))
  broken+=("Build")
  finish
fi

spent "Installing and building" "$SECONDS"
run_lanes "$first" "$second" "$@"
finish
