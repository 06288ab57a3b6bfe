/** A realistic base of any size from a seed: so that whoever measures, tries or shows the product need not wait for years of messages. */
@org.jspecify.annotations.NullMarked
package feedback.pos.http.generating;
