package feedback.pos.http.api;

import io.undertow.util.HttpString;

/** Names of the headers by which a browser is told what not to do. */
final class Protection {
    static final HttpString NOSNIFF = new HttpString("X-Content-Type-Options");
    static final HttpString POLICY = new HttpString("Content-Security-Policy");
    static final HttpString REFERRER = new HttpString("Referrer-Policy");

    private Protection() {}
}
