/** The commands of the server's jar, for engineers: each opens the base, does one thing, says what it did, and ends. */
@NullMarked
package feedback.pos.http.command;

import org.jspecify.annotations.NullMarked;
