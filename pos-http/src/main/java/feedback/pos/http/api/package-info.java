/** The outside of the platform: HTTP in, acts on the door, JSON out; one table of routes that documentation is held against. */
@NullMarked
package feedback.pos.http.api;

import org.jspecify.annotations.NullMarked;
