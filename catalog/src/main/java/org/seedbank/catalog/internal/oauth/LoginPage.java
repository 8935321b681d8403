package org.seedbank.catalog.internal.oauth;

/** What the browser shows that comes back from a login. */
enum LoginPage {
    RECEIVED("200 OK", "seedbank has the answer", "You can close this window and go back to where you began."),
    OTHER_LOGIN(
            "400 Bad Request",
            "This is not the answer to the login that was started",
            "Go back to where you began, and open the address that is shown there."),
    NOTHING_HERE("404 Not Found", "There is nothing here", "seedbank waits here for the answer to a login."),
    NO_REQUEST("400 Bad Request", "This request was not understood", "seedbank waits here for the answer to a login.");

    private final String status;
    private final String title;
    private final String text;

    LoginPage(String status, String title, String text) {
        this.status = status;
        this.title = title;
        this.text = text;
    }

    String status() {
        return status;
    }

    String html() {
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>seedbank</title></head>
            <body><h1>%s</h1><p>%s</p></body></html>
            """.formatted(title, text);
    }
}
