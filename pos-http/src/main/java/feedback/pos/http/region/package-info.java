/** A region as data: who works in it, what citizens write about, who answers and by when; so that nobody has to program to deploy. */
@NullMarked
package feedback.pos.http.region;

import org.jspecify.annotations.NullMarked;
