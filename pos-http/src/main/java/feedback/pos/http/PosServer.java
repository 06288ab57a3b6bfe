package feedback.pos.http;

/** The command line of the server. */
public final class PosServer {
    private PosServer() {}

    public static void main(String[] args) {
        System.out.println("POS " + PosServer.class.getPackage().getImplementationVersion());
    }
}
