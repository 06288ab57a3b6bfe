package feedback.pos.http.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** The commands of the jar besides {@code serve}. */
public final class Commands {
    private static final int WRONG_CALL = 2;
    private static final int LAST_YEAR = 9_998;

    private Commands() {}

    /**
     * Adds the commands to the jar's command line, and lets it answer a wrong call with one clear line.
     *
     * @return the same command line
     */
    public static CommandLine addTo(CommandLine main) {
        main.addSubcommand(new LoadCommand())
                .addSubcommand(new KeyCommand())
                .addSubcommand(new ImportCommand())
                .addSubcommand(new GenerateCommand())
                .addSubcommand(new DeadlineCommand())
                .addSubcommand(new VerifyJournalCommand())
                .addSubcommand(new BackupCommand())
                .addSubcommand(new RestoreCommand())
                .addSubcommand(new ExportCommand())
                .addSubcommand(new EraseCommand())
                .addSubcommand(new RetentionCommand())
                .addSubcommand(new RebuildSearchCommand())
                .addSubcommand(new CalendarCommand())
                .addSubcommand(new RecountCommand())
                .addSubcommand(new EmergingCommand())
                .addSubcommand(new EvaluateCommand())
                .addSubcommand(new TallyCommand())
                .addSubcommand(new HeatCommand())
                .addSubcommand(new AuditCommand());
        return main.setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(LocalDate.class, Commands::day)
                .registerConverter(int.class, Commands::integer)
                .registerConverter(Integer.class, Commands::integer)
                .registerConverter(long.class, Commands::number)
                .registerConverter(Long.class, Commands::number)
                .setParameterExceptionHandler(Commands::wrongCall);
    }

    // As people say it: the words of the command line's library are those of Java

    private static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is no date such as 2026-01-31");
        }
        throw new TypeConversionException("'" + text + "' is no date such as 2026-01-31");
    }

    private static int integer(String text) {
        long number = number(text);
        if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
            throw new TypeConversionException("'" + text + "' is too large a number");
        }
        return (int) number;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number");
        }
    }

    private static int wrongCall(CommandLine.ParameterException e, String... arguments) {
        CommandLine command = e.getCommandLine();
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong call");
        command.getErr().println(first + " (see " + command.getCommandSpec().qualifiedName(" ") + " --help)");
        command.getErr().flush();
        return WRONG_CALL;
    }
}
