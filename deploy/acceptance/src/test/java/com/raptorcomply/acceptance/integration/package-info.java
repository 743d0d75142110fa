/** The integrations of deploy/examples, each run against the product as a user would. */
@NullMarked
package com.raptorcomply.acceptance.integration;

import org.jspecify.annotations.NullMarked;
