/** The shortest way into the library: a town, ten lines, an answer. */
@NullMarked
package feedback.pos.example.embedding;

import org.jspecify.annotations.NullMarked;
