package feedback.pos.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that stay open, one for each client, with as little around them as can be: client and server share the
 * processor, and what the client costs is no merit of the server.
 */
final class HttpClients implements AutoCloseable {
    private final List<One> clients = new ArrayList<>();

    HttpClients(InetSocketAddress server, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            clients.add(new One(new Socket(server.getAddress(), server.getPort())));
        }
    }

    /** Posts a JSON body and wants the answer 201. */
    void post(int client, String path, String token, String body) throws IOException {
        clients.get(client).post(path, token, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        for (One each : clients) {
            each.socket.close();
        }
    }

    private static final class One {
        private final Socket socket;
        private final OutputStream out;
        private final InputStream in;

        One(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
            in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
        }

        void post(String path, String token, byte[] body) throws IOException {
            byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] request = new byte[head.length + body.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(body, 0, request, head.length, body.length);
            out.write(request);
            String status = line();
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            byte[] answer = in.readNBytes(length);
            if (!status.startsWith("HTTP/1.1 201")) {
                throw new IOException(status + " " + new String(answer, StandardCharsets.UTF_8));
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server closed the connection");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
