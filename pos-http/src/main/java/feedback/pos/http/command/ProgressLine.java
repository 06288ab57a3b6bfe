package feedback.pos.http.command;

import feedback.pos.http.importing.Importer;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows how far an import or another long command is: a bar that moves on a terminal, a line every few seconds elsewhere. For one thread. */
final class ProgressLine implements Importer.Progress {
    private static final long TERMINAL_EVERY = 100_000_000L;
    private static final long FILE_EVERY = 5_000_000_000L;
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final boolean terminal;
    private final long began = System.nanoTime();
    private long shown = began - FILE_EVERY;

    ProgressLine(PrintWriter err) {
        this.err = err;
        this.terminal = isTerminal();
    }

    /** Up to Java 21 there is no console without a terminal; since 22 there always is one, and it has to be asked. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    @Override
    public void reached(double part, long read, long added, long known, long rejected) {
        show(part, read, read + " read, " + added + " added, " + known + " known, " + rejected + " rejected");
    }

    /**
     * The same for whatever is counted.
     *
     * @param part of the whole, 0 to 1
     * @param done how many there are by now, for the rate
     */
    void show(double part, long done, String counts) {
        long now = System.nanoTime();
        boolean last = part >= 1;
        if (now - shown < (terminal ? TERMINAL_EVERY : FILE_EVERY) && !(terminal && last)) {
            return;
        }
        shown = now;
        long perSecond = (long) (done / Math.max(1e-9, (now - began) / 1e9));
        String line = String.format(Locale.ROOT, "%3d %%  %s, %d/s", (int) (part * 100), counts, perSecond);
        if (terminal) {
            int filled = (int) (part * WIDTH);
            err.print("\r[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + line + "  ");
        } else {
            err.println(line.strip());
        }
        err.flush();
    }

    /** Leaves the line of the bar. */
    void done() {
        if (terminal) {
            err.println();
            err.flush();
        }
    }
}
