using FluentValidation.Results;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Operations;

/// <summary>What a validator found, in the words of the command line.</summary>
public static class VerbFaults
{
    /// <returns>True when there was something to print.</returns>
    public static bool Print(Terminal terminal, ValidationResult result)
    {
        foreach (var fault in result.Errors.Select(FieldFault.Of))
            terminal.Error.WriteLine($"--{fault.Path.TrimStart('/')}: {fault.Message} / {fault.MessageVi}");
        return !result.IsValid;
    }
}
