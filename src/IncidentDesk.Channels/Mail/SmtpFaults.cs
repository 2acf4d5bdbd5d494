namespace IncidentDesk.Channels.Mail;

/// <summary>The server does not speak SMTP as it must.</summary>
internal sealed class SmtpBrokenException(string words, string wordsVi) : Exception(words)
{
    public string WordsVi => wordsVi;
}

/// <summary>The attempt ends here and everything about its end is known.</summary>
internal sealed class SmtpEndedException(Outcome outcome) : Exception(outcome.Reply)
{
    public Outcome Outcome => outcome;
}
