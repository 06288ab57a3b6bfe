package feedback.pos.http.command;

import picocli.CommandLine;

/** The commands of the jar besides {@code serve}. */
public final class Commands {
    private static final int WRONG_CALL = 2;

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
        return main.setCaseInsensitiveEnumValuesAllowed(true).setParameterExceptionHandler(Commands::wrongCall);
    }

    private static int wrongCall(CommandLine.ParameterException e, String... arguments) {
        CommandLine command = e.getCommandLine();
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong call");
        command.getErr().println(first + " (see " + command.getCommandSpec().qualifiedName(" ") + " --help)");
        command.getErr().flush();
        return WRONG_CALL;
    }
}
