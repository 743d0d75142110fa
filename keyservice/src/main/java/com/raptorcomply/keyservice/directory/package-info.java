/** Serves the directory of organizations and people, which the data services follow. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.directory;
