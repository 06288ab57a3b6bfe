package feedback.pos.http.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands as a program of their own, so that a test can kill one. */
final class CommandMain {
    private CommandMain() {}

    public static void main(String[] arguments) {
        System.exit(Commands.addTo(new CommandLine(CommandSpec.create().name("pos-server")))
                .execute(arguments));
    }
}
