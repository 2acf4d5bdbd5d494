using System.Text;

namespace IncidentDesk.Tests.Inbound;

/// <summary>Mails as other people's programs write them, to be changed where a test wants something else.</summary>
internal static class Incoming
{
    public const string Desk = "truc@desk.example", Centre = "tiepnhan@vncert.example";

    /// <summary>Postfix's notification: a text for people, the report for machines, the headers of what comes back.</summary>
    public static byte[] Report(
        string messageId, string action = "failed", string status = "5.1.1", string final = Centre, string? original = null,
        string words = "550 5.1.1 User unknown in virtual mailbox table", string more = "") => Bytes(
        $"""
        Return-Path: <>
        Received: by mail.vncert.example (Postfix) id 4XyZ; Fri, 20 Nov 2026 16:50:03 +0700 (+07)
        Date: Fri, 20 Nov 2026 16:50:03 +0700 (+07)
        From: MAILER-DAEMON@mail.vncert.example (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: {Desk}
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
            boundary="4XyZ.1763632203/mail.vncert.example"
        Message-Id: <20261120095003.{status}.{action}@mail.vncert.example>

        This is a MIME-encapsulated message.

        --4XyZ.1763632203/mail.vncert.example
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients. It's attached below.

        <{final}>: unknown user

        --4XyZ.1763632203/mail.vncert.example
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.vncert.example
        X-Postfix-Queue-ID: 4XyZ
        {more}Arrival-Date: Fri, 20 Nov 2026 16:50:02 +0700 (+07)

        Final-Recipient: rfc822; {final}
        {(original is null ? "" : $"Original-Recipient: rfc822;{original}\n")}Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; {words}

        --4XyZ.1763632203/mail.vncert.example
        Content-Description: Undelivered Message Headers
        Content-Type: text/rfc822-headers
        Content-Transfer-Encoding: 7bit

        Return-Path: <{Desk}>
        From: {Desk}
        To: {final}
        Message-ID: {messageId}
        Auto-Submitted: auto-generated

        --4XyZ.1763632203/mail.vncert.example--
        """);

    public static byte[] Receipt(string messageId, string disposition = "displayed", string final = Centre) => Bytes(
        $"""
        From: Trung tâm <{final}>
        To: {Desk}
        Subject: =?UTF-8?B?xJDDoyDEkeG7jWM=?=
        Message-ID: <receipt-1@vncert.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=disposition-notification; boundary=b

        --b
        Content-Type: text/plain; charset=utf-8

        Thư đã được mở.
        --b
        Content-Type: message/disposition-notification

        Reporting-UA: mua.vncert.example; Thunderbird
        Final-Recipient: rfc822;{final}
        Original-Message-ID: {messageId}
        Disposition: manual-action/MDN-sent-manually; {disposition}
        --b--
        """);

    public static byte[] Reply(
        string answers, string from = Centre, string text = "Chúng tôi đã nhận và đang xử lý.", string subject = "Re: sự cố", string more = "") => Bytes(
        $"""
        Return-Path: <{from}>
        From: "Trực ban VNCERT/CC" <{from}>
        To: {Desk}
        Subject: {subject}
        Message-ID: <reply-1@vncert.example>
        In-Reply-To: {answers}
        References: <older@desk.example> {answers}
        {more}MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        {text}

        Vào 20/11/2026, {Desk} đã viết:
        > Kính gửi quý cơ quan,
        """);

    /// <summary>A mail that answers nothing.</summary>
    public static byte[] Letter(string subject, string from = "nguoi-la@ngoai.example", string more = "") => Bytes(
        $"""
        From: {from}
        To: {Desk}
        Subject: {subject}
        {more}Message-ID: <letter-1@ngoai.example>

        Xin chào.
        """);

    /// <summary>A Maildir holds lines as this system ends them.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n") + "\n");
}
