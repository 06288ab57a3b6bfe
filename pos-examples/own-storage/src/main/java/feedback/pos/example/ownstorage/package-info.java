/** A storage on a key-value store that runs in process, to copy from: start with {@code MvStorage}. */
@NullMarked
package feedback.pos.example.ownstorage;

import org.jspecify.annotations.NullMarked;
