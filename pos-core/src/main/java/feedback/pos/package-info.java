/** The door: the only package that joins the rules, the storage and the writing of facts, so that an embedder needs one import. */
@NullMarked
package feedback.pos;

import org.jspecify.annotations.NullMarked;
