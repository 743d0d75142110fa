/** Tests of the data service's copy of organizations and people. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.directory;
