/** Tests of the manifests in deploy/kubernetes, without a cluster. */
@NullMarked
package com.raptorcomply.acceptance.kubernetes;

import org.jspecify.annotations.NullMarked;
