/**
 * The samples of docs/embedding.md, word for word, and the tests that run them.
 * {@code EmbeddingPageTest} holds page and files together.
 */
package dev.modelgate.embedding;
