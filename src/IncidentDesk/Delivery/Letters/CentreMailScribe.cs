using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Letters;

/// <summary>The mail to a centre: the report as it was triaged, bilingual, with the report attached.</summary>
public sealed class CentreMailScribe(LetterDesk letters) : IScribe
{
    public bool Writes(string causeKind, string channel) => channel == "mail" && causeKind is ("report" or "forward" or "obligation" or "update" or "retraction");

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at) =>
        letters.Write(await LetterReading.OfAsync(reading, delivery), at);
}
