package dev.slipway.events.contract;

/** What would break somebody who reads along. */
record Change(String event, String field, String why) {

    @Override
    public String toString() {
        return event + (field.isEmpty() ? "" : " " + field) + ": " + why;
    }
}
