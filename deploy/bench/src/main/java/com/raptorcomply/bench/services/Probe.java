package com.raptorcomply.bench.services;

import java.util.Map;

/** Measures one kind of request to the resource service. */
interface Probe {
    /**
     * Sends the requests.
     *
     * @param millisMax after which to send no more, if one was enough
     * @return figures by their names, which say what is not a median time in milliseconds; the main one's is empty
     */
    Map<String, Double> measure(AssetDatabase assets, Sight sight, long millisMax);
}
