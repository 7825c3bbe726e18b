/**
 * The annotation processor that writes a module's catalogue of bots, their JSON schemas and their
 * reference pages.
 */
@NullMarked
package intelmq.catalog;

import org.jspecify.annotations.NullMarked;
