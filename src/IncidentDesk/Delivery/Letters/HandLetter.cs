using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Letters;

/// <summary>What is handed over by hand: the same letter as by mail, as text to print.</summary>
public sealed class HandLetter(LetterDesk letters) : IScribe
{
    public bool Writes(string causeKind, string channel) =>
        channel == PersonChannels.ByHand && causeKind is ("report" or "forward" or "obligation" or "update" or "retraction");

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at) =>
        letters.Text(await LetterReading.OfAsync(reading, delivery));
}
