package feedback.pos.http.command;

import feedback.pos.http.api.Settings;
import feedback.pos.http.importing.DamagedFile;
import feedback.pos.http.importing.WrongColumns;
import feedback.pos.http.region.RegionFault;
import feedback.pos.refusal.Refusal;
import feedback.pos.text.Texts;
import java.io.IOException;
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
    private static final int FAILED = 1;
    private static final int WRONG_CALL = 2;

    private Running() {}

    /** A command's work. */
    interface Work {
        void run() throws Exception;
    }

    static int run(CommandSpec spec, Work work) {
        try {
            work.run();
            return DONE;
        } catch (CommandFault e) {
            return end(spec, e.exitCode(), e.getMessage());
        } catch (WrongColumns e) {
            return end(spec, WRONG_CALL, e.getMessage());
        } catch (RegionFault e) {
            return end(spec, FAILED, e.getMessage());
        } catch (Refusal e) {
            return end(spec, FAILED, words(e));
        } catch (DamagedFile e) {
            return end(spec, FAILED, e.getMessage());
        } catch (NoSuchFileException e) {
            return end(spec, WRONG_CALL, "no such file: " + e.getFile());
        } catch (IOException e) {
            return end(spec, FAILED, e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (Exception e) {
            LOG.debug("{} failed", spec.qualifiedName(), e);
            return end(spec, FAILED, e.toString());
        }
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

    private static String text(String key, List<String> args, String otherwise) {
        return TEXTS.has(key) ? TEXTS.get(Locale.ENGLISH, key, args) : otherwise;
    }
}
