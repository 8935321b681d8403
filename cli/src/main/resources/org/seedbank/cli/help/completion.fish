# Completion of seedbank for fish, as 'seedbank completion fish' prints it. It starts no Java: serials and names are in
# files that seedbank keeps.

function __seedbank_table -a path
    set -g __seedbank_commands
    set -g __seedbank_options
    set -g __seedbank_values
    set -g __seedbank_arguments
    switch $path
@TABLE@
    end
end

function __seedbank_words -a kind typed
    set -l folder $HOME/.cache/seedbank
    if test -n "$SEEDBANK_CACHE"
        set folder $SEEDBANK_CACHE
    else if test -n "$SEEDBANK_HOME"
        set folder $SEEDBANK_HOME/cache
    else if string match -q '/*' -- "$XDG_CACHE_HOME"
        set folder $XDG_CACHE_HOME/seedbank
    end
    switch $kind
        case ref
            cat $folder/completion/refs $folder/completion/names 2>/dev/null
            __fish_complete_path $typed
        case catalog
            cat $folder/completion/catalogs 2>/dev/null
        case file
            __fish_complete_path $typed
        case none
        case ',*'
            set -l before (string match -r '.*,' -- $typed)
            string split '|' -- (string sub -s 2 -- $kind) | string replace -r '^' "$before"
        case '*'
            string split '|' -- $kind
    end
end

function __seedbank_kind -a option
    for value in $__seedbank_values
        string match -q -- "$option=*" $value; and string replace -- "$option=" '' $value
    end
end

function __seedbank
    set -l typed (commandline -ct)
    set -l words (commandline -opc)
    set -e words[1]
    set -l path
    set -l place 0
    set -l kind
    __seedbank_table ''
    for word in $words
        if test -n "$kind"
            set kind
        else if string match -q -- '-*' $word
            set kind (__seedbank_kind $word)
        else if contains -- $word $__seedbank_commands
            set -a path $word
            set place 0
            # What help is asked about is a command, too; of this no more is to be given.
            __seedbank_table (string replace -r '^help ' '' -- "$path")
            if string match -q 'help *' -- "$path"
                set __seedbank_options
                set __seedbank_values
                set __seedbank_arguments
            end
        else
            set place (math $place + 1)
        end
    end
    if test -n "$kind"
        __seedbank_words $kind $typed
    else if string match -q -- '--*=*' $typed
        set -l parts (string split -m 1 = -- $typed)
        set kind (__seedbank_kind $parts[1])
        test -n "$kind"; or set kind none
        for word in (__seedbank_words $kind $parts[2])
            echo "$parts[1]=$word"
        end
    else if string match -q -- '-*' $typed
        printf '%s\n' $__seedbank_options
    else if test $place -eq 0 -a (count $__seedbank_commands) -gt 0
        printf '%s\n' $__seedbank_commands
    else
        set kind none
        for argument in $__seedbank_arguments
            set kind (string replace '+' '' -- $argument)
            test $place -gt 0; or break
            set place (math $place - 1)
            string match -q '*+' -- $argument; or set kind none
        end
        __seedbank_words $kind $typed
    end
end

complete -c seedbank -f -a '(__seedbank)'
