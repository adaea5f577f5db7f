/**
 * How a code host's REST API is called: JSON objects, lists page by page, and what goes wrong.
 * {@link dev.modelgate.ci.rest.RestApi} is all there is; who is called is said by its adapters.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.ci.rest;
