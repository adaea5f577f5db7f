/**
 * Results of other harnesses, as reports. {@link dev.modelgate.eval.importer.Importers} finds the reader of a format,
 * {@link dev.modelgate.eval.importer.ImportedReport} writes what it read.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.importer;
