/** Who is asking: a token becomes a person with rights, whatever kind of token it is, before anything else is looked at. */
@NullMarked
package feedback.pos.http.auth;

import org.jspecify.annotations.NullMarked;
