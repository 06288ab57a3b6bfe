package feedback.pos.http.command;

/** Why a command did not do what it was asked: one line for the person at the terminal, and the exit code. */
final class CommandFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFault(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** It was asked for wrongly, or while a server holds the base: exit code 2. */
    static CommandFault wrongCall(String message) {
        return new CommandFault(2, message);
    }

    /** It could not be done: exit code 1. */
    static CommandFault failed(String message) {
        return new CommandFault(1, message);
    }

    int exitCode() {
        return exitCode;
    }
}
