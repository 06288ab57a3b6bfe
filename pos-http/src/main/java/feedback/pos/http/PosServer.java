package feedback.pos.http;

import feedback.pos.http.command.Commands;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line of the server. */
@Command(
        name = "pos-server.jar",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "POS, the open feedback platform. Without a command: serve.")
public final class PosServer {
    private static final int WRONG_CALL = 2;
    private static final Set<String> OWN_OPTIONS = Set.of("-h", "--help", "-V", "--version");

    private PosServer() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command; returns its exit code once it is done. */
    static int run(String... args) {
        List<String> words = new ArrayList<>(List.of(args));
        if (words.isEmpty() || (words.get(0).startsWith("-") && !OWN_OPTIONS.contains(words.get(0)))) {
            words.add(0, "serve");
        }
        CommandLine line = new CommandLine(new PosServer());
        line.addSubcommand(new Serve());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((wrong, given) -> wrongCall(wrong));
        if (!words.get(0).equals("serve")) {
            // Not made for nothing: the server shall start fast
            Commands.addTo(line);
        }
        return line.execute(words.toArray(String[]::new));
    }

    private static int wrongCall(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        String first = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong call");
        line.getErr().println(first + " (see " + line.getCommandSpec().qualifiedName(" ") + " --help)");
        return WRONG_CALL;
    }
}
