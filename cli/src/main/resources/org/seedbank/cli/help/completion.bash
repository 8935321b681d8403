# Completion of seedbank for bash and zsh, as 'seedbank completion' prints it. It starts no Java: serials and names are
# in files that seedbank keeps.

# Sets what may stand behind the command $1.
_seedbank_table() {
    commands= options= values= arguments=
    case $1 in
@TABLE@
    esac
}

# Prints words of one kind that begin with $2, behind $3.
_seedbank_words() {
    local folder
    if [ -n "${SEEDBANK_CACHE:-}" ]; then
        folder=$SEEDBANK_CACHE
    elif [ -n "${SEEDBANK_HOME:-}" ]; then
        folder=$SEEDBANK_HOME/cache
    else
        case ${XDG_CACHE_HOME:-} in
        /*) folder=$XDG_CACHE_HOME/seedbank ;;
        *) folder=$HOME/.cache/seedbank ;;
        esac
    fi
    folder=$folder/completion
    case $1 in
    ,*) set -- "${1#,}" "${2##*,}" "$3${2%"${2##*,}"}" ;;
    esac
    case $1 in
    ref) cat "$folder/refs" "$folder/names" 2>/dev/null ;;
    catalog) cat "$folder/catalogs" 2>/dev/null ;;
    file | none) ;;
    *) printf '%s\n' "$1" | tr '| ' '\n\n' ;;
    esac | typed=$2 before=$3 awk -F '\t' 'index($1, ENVIRON["typed"]) == 1 { print ENVIRON["before"] $1 }'
}

# Sets 'kind' to what the option $1 takes; to nothing where it takes none.
_seedbank_kind() {
    kind=" $values"
    case $kind in
    *" $1="*)
        kind=${kind#*" $1="}
        kind=${kind%% *}
        ;;
    *) kind= ;;
    esac
}

_seedbank() {
    local commands options values arguments kind word found= place=0 i=1
    local typed=${COMP_WORDS[COMP_CWORD]} prefix=
    _seedbank_table ''
    while [ "$i" -lt "$COMP_CWORD" ]; do
        word=${COMP_WORDS[i]}
        kind=
        case $word in
        -*)
            _seedbank_kind "$word"
            if [ -n "$kind" ]; then
                # bash gives '--option=value' as three words.
                [ "${COMP_WORDS[i + 1]}" != = ] || i=$((i + 1))
                i=$((i + 1))
            fi
            ;;
        *)
            case " $commands " in
            *" $word "*)
                found=${found:+$found }$word
                place=0
                # What help is asked about is a command, too; of this no more is to be given.
                _seedbank_table "${found#help }"
                case $found in
                help\ *) options= values= arguments= ;;
                esac
                ;;
            *) place=$((place + 1)) ;;
            esac
            ;;
        esac
        i=$((i + 1))
    done
    # The word in work is an option's value where the last option reaches up to it or beyond it.
    if [ -z "$kind" ] || [ "$i" -le "$COMP_CWORD" ]; then
        kind=
    elif [ "$typed" = = ]; then
        typed=
    fi
    case $typed in
    --*=*)
        prefix=${typed%%=*}
        typed=${typed#*=}
        _seedbank_kind "$prefix"
        kind=${kind:-none}
        prefix=$prefix=
        ;;
    esac
    if [ -z "$kind" ]; then
        case $typed in
        -*) kind=$options ;;
        *)
            kind=$commands
            if [ "$place" -gt 0 ] || [ -z "$kind" ]; then
                # The argument at this place, or the last where it may be repeated.
                kind=none
                for word in $arguments; do
                    kind=${word%+}
                    [ "$place" -gt 0 ] || break
                    place=$((place - 1))
                    case $word in
                    *+) ;;
                    *) kind=none ;;
                    esac
                done
            fi
            ;;
        esac
    fi
    local IFS='
'
    # Words that seedbank keeps have no sign that a shell would expand.
    COMPREPLY=($(_seedbank_words "${kind:-none}" "$typed" "$prefix"))
}

complete -o default -F _seedbank seedbank
