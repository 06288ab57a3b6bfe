package feedback.pos.http;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: the version in the jar's manifest. */
public final class Version implements IVersionProvider {
    /** The program and its version. */
    public static String program() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "POS " + (version == null ? "(not packed)" : version);
    }

    @Override
    public String[] getVersion() {
        return new String[] {program()};
    }
}
