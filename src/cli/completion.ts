import { Argument, type Command } from "commander";

/** The words that may follow the words of a command: its commands and options, and the choices of its arguments. */
interface Completion {
  /** The words of the command, separated by spaces: "imports undo". */
  path: string;
  words: string[];
}

const SHELLS = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** Adds the command that prints a script by which a shell completes the commands, their options and their formats. */
export function addCompletionCommand(program: Command): void {
  program
    .command("completion")
    .description("print a script with which your shell completes the commands and their options")
    .addArgument(new Argument("<shell>", "your shell").choices(Object.keys(SHELLS)))
    .addHelpText(
      "after",
      `
Examples:
  $ echo 'source <(onrecord completion bash)' >> ~/.bashrc
  $ echo 'source <(onrecord completion zsh)' >> ~/.zshrc
  $ onrecord completion fish > ~/.config/fish/completions/onrecord.fish`,
    )
    .action((shell: keyof typeof SHELLS) => void process.stdout.write(SHELLS[shell](completionsOf(program))));
}

/** Lists the completions of a command and of the commands below it. */
function completionsOf(command: Command, path: readonly string[] = []): Completion[] {
  const subcommands = command.commands.map((each) => each.name());
  const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const options = [...command.options.flatMap(({ long }) => long ?? []), "--help"];
  const own = { path: path.join(" "), words: [...subcommands, ...choices, ...options] };
  return [own, ...command.commands.flatMap((each) => completionsOf(each, [...path, each.name()]))];
}

/**
 * Finds the command among the words typed so far: the longest path that begins them. The names of files follow if nothing
 * else fits. No variable is called `path` or `words`: these belong to zsh, which runs the same script.
 */
function bashScript(completions: readonly Completion[]): string {
  const cases = completions.map(({ path, words }) => `      "${path}") choices="${words.join(" ")}" ;;`);
  return `_onrecord() {
  local typed="\${COMP_WORDS[COMP_CWORD]}" at="" choices="" each next
  for each in "" "\${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}"; do
    next="\${at:+$at }$each"
    case "$next" in
${cases.join("\n")}
      *) continue ;;
    esac
    at="$next"
  done
  COMPREPLY=($(compgen -W "$choices" -- "$typed"))
}
complete -o default -F _onrecord onrecord
`;
}

/** zsh runs bash's completions. */
function zshScript(completions: readonly Completion[]): string {
  return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(completions)}`;
}

function fishScript(completions: readonly Completion[]): string {
  const lines = completions.map(({ path, words }) => {
    const seen = path.split(" ").filter(Boolean);
    const below = completions.filter(
      (each) => each.path !== path && each.path.startsWith(path === "" ? "" : `${path} `),
    );
    const others = [...new Set(below.map((each) => each.path.split(" ")[seen.length]))].join(" ");
    const conditions = [
      ...seen.map((word) => `__fish_seen_subcommand_from ${word}`),
      ...(others === "" ? [] : [`not __fish_seen_subcommand_from ${others}`]),
    ];
    return `complete -c onrecord ${path === "" ? "-f " : ""}-n "${conditions.join("; and ")}" -a "${words.join(" ")}"`;
  });
  return `${lines.join("\n")}\n`;
}
