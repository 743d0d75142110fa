/** Tests that the documents are true: their commands run, their links lead somewhere. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.document;
