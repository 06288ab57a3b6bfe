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
    private final InetSocketAddress server;

    HttpClients(InetSocketAddress server, int count) throws IOException {
        this.server = server;
        for (int i = 0; i < count; i++) {
            clients.add(new One(new Socket(server.getAddress(), server.getPort())));
        }
    }

    /** Posts a JSON body and wants the answer 201. */
    void post(int client, String path, String token, String body) throws IOException {
        clients.get(client).post(path, token, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What came back.
     *
     * @param status of HTTP
     * @param length of the body in bytes
     */
    record Answer(int status, long length) {
        /** @throws IOException unless it is 200 */
        Answer orFail() throws IOException {
            if (status != 200) {
                throw new IOException("answered with " + status);
            }
            return this;
        }
    }

    /** Gets all of an answer. */
    Answer get(int client, String path, String token) throws IOException {
        try {
            return clients.get(client).get(path, token, true);
        } catch (IOException closed) {
            // Servers close what was idle for a minute, as while another base is looked at
            clients.get(client).socket.close();
            clients.set(client, new One(new Socket(server.getAddress(), server.getPort())));
            return clients.get(client).get(path, token, true);
        }
    }

    /** Gets the first byte of an answer over a connection of its own, which is closed then. */
    Answer begin(String path, String token) throws IOException {
        One one = new One(new Socket(server.getAddress(), server.getPort()));
        try (one.socket) {
            return one.get(path, token, false);
        }
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

        Answer get(String path, String token, boolean whole) throws IOException {
            out.write(("GET " + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            int status = Integer.parseInt(line().substring(9, 12));
            int length = 0;
            boolean isChunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
                isChunked |= header.equalsIgnoreCase("Transfer-Encoding: chunked");
            }
            if (!whole) {
                return new Answer(status, in.read() < 0 ? 0 : 1);
            }
            return new Answer(status, isChunked ? chunks() : in.readNBytes(length).length);
        }

        private long chunks() throws IOException {
            long length = 0;
            int size;
            do {
                size = Integer.parseInt(line().strip(), 16);
                length += in.readNBytes(size).length;
                line();
            } while (size > 0);
            return length;
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
