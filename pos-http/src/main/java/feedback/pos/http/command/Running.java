package feedback.pos.http.command;

import feedback.pos.http.api.Settings;
import feedback.pos.http.export.Bringing.OtherRegion;
import feedback.pos.http.export.BrokenExport;
import feedback.pos.http.importing.DamagedFile;
import feedback.pos.http.importing.WrongColumns;
import feedback.pos.http.region.RegionFault;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.UnreachableException;
import feedback.pos.text.Texts;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a command's work and turns whatever happens into a line on stderr and an exit code. */
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    /** What keys are refused with is worded for the HTTP interface. */
    private static final Texts TEXTS = Texts.beside(Settings.class);

    private static final int DONE = 0;

    private Running() {}

    /** A command's work. */
    interface Work {
        void run() throws Exception;
    }

    static int run(CommandSpec spec, Work work) {
        try {
            work.run();
            return DONE;
        } catch (Exception e) {
            CommandFault fault = faultOf(e);
            return end(spec, fault.exitCode(), fault.getMessage());
        }
    }

    /** What a failure comes to for whoever called. */
    static CommandFault faultOf(Exception failure) {
        if (failure instanceof CommandFault fault) {
            return fault;
        }
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof WrongColumns || failure instanceof OtherRegion) {
            return CommandFault.wrongCall(message);
        }
        if (failure instanceof RegionFault
                || failure instanceof DamagedFile
                || failure instanceof BrokenExport
                || failure instanceof UnreachableException) {
            return CommandFault.failed(message);
        }
        if (failure instanceof Refusal refusal) {
            return CommandFault.failed(words(refusal));
        }
        if (failure instanceof NoSuchFileException missing) {
            return CommandFault.wrongCall("no such file: " + missing.getFile());
        }
        if (failure instanceof FileAlreadyExistsException there) {
            return CommandFault.wrongCall(there.getFile() + " is there already");
        }
        if (failure instanceof IOException) {
            return CommandFault.failed(failure.getClass().getSimpleName() + ": " + message);
        }
        LOG.debug("a command failed", failure);
        return CommandFault.failed(failure.toString());
    }

    private static int end(CommandSpec spec, int exitCode, @Nullable String message) {
        spec.commandLine().getErr().println(message);
        spec.commandLine().getErr().flush();
        return exitCode;
    }

    static String words(Refusal refusal) {
        return refusal.fields().isEmpty()
                ? text(refusal.key(), refusal.args(), refusal.text(Locale.ENGLISH))
                : refusal.fields().stream()
                        .map(field ->
                                field.field() + ": " + text(field.key(), field.args(), field.text(Locale.ENGLISH)))
                        .collect(Collectors.joining("; "));
    }

    /** The words of the interface where it has them. */
    static String text(String key, List<String> args, String otherwise) {
        return TEXTS.has(key) ? TEXTS.get(Locale.ENGLISH, key, args) : otherwise;
    }
}
